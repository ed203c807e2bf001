// A network: drag, zoom, find somebody, and from every line a way to its sentences.

const colours = {
  "": "--edge",
  "verbal-cooperation": "--link",
  "material-cooperation": "--good",
  "verbal-conflict": "--c-two",
  "material-conflict": "--bad",
};
const probe = document.createElement("i");
probe.hidden = true;
document.body.append(probe);
function colour(name) {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

function style(heaviest, count) {
  // The more there are, the smaller the picture is shown at first: the heaviest stay readable.
  const scale = Math.max(1, Math.sqrt(count / 60));
  const font = getComputedStyle(document.documentElement).getPropertyValue("--sans");
  const ink = colour("--ink");
  // Asking for a colour makes the browser work: once for each, not once a line.
  const lines = Object.fromEntries(
    Object.entries(colours).map(([quad, name]) => [quad, colour(name)]),
  );
  const size = (weight) => 10 + 26 * scale * Math.sqrt(weight / heaviest);
  return [
    {
      selector: "node",
      style: {
        label: "data(name)", "font-family": font, "font-size": 
          (node) => 11 + 13 * scale * Math.sqrt(node.data("weight") / heaviest), color: ink,
        "min-zoomed-font-size": 8, "text-valign": "bottom", "text-margin-y": 3,
        "text-outline-color": colour("--panel"), "text-outline-width": 2,
        width: (node) => size(node.data("weight")), height: (node) => size(node.data("weight")),
        "background-color": colour("--source"), "border-width": 0,
      },
    },
    { selector: "node[kind = 'organization']", style: { shape: "round-rectangle" } },
    { selector: "node[kind = 'country']", style: { shape: "diamond" } },
    {
      selector: "edge",
      style: {
        width: (edge) => Math.min(1 + Math.log2(edge.data("count")), 7),
        "line-color": (edge) => lines[edge.data("quad")],
        "target-arrow-color": (edge) => lines[edge.data("quad")],
        "line-style": (edge) => (edge.data("quad").startsWith("verbal") ? "dashed" : "solid"),
        "target-arrow-shape": "triangle", "arrow-scale": 0.8, "curve-style": "bezier",
        opacity: count > 150 ? 0.35 : 0.7,
      },
    },
    { selector: ".away", style: { opacity: 0.12 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-color": ink } },
    { selector: "edge.chosen", style: { opacity: 1 } },
  ];
}

function link(text, address) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = text;
  return made;
}

async function draw(place) {
  const data = JSON.parse(place.querySelector("script").textContent);
  const picked = place.querySelector(".picked");
  const usual = picked.textContent;
  place.hidden = false;
  await document.fonts.ready;
  const heaviest = Math.max(1, ...data.nodes.map((node) => node.weight));
  const many = data.nodes.length > 150;
  const graph = globalThis.cytoscape({
    container: place.querySelector(".graph"),
    elements: {
      nodes: data.nodes.map((node) => (
        { data: node, position: { x: node.place[0], y: node.place[1] } }
      )),
      edges: data.edges.map((edge, index) => ({ data: { id: `e${index}`, ...edge } })),
    },
    style: style(heaviest, data.nodes.length),
    layout: { name: "preset", padding: 24 },
    textureOnViewport: many, hideEdgesOnViewport: data.nodes.length > 300,
    minZoom: 0.1, maxZoom: 4,
  });
  place.dataset.drawn = graph.nodes().length;

  function clear() {
    graph.elements().removeClass("away chosen");
    picked.replaceChildren(usual);
  }
  function chooseNode(node) {
    clear();
    const near = node.closedNeighborhood();
    graph.elements().not(near).addClass("away");
    node.addClass("chosen");
    const name = document.createElement("b");
    name.textContent = node.data("name");
    const edges = [...node.connectedEdges()].sort((a, b) => b.data("count") - a.data("count"));
    const parts = [name];
    if (!node.id().startsWith("“")) {
      const page = `/speakers/${encodeURIComponent(node.id())}`;
      parts.push(" (", link("page", page), ")");
    }
    edges.slice(0, 8).forEach((edge) => {
      const out = edge.source().same(node);
      const other = out ? edge.target() : edge.source();
      const words = `${out ? "→" : "←"} ${other.data("name")}: ${edge.data("count")}`;
      parts.push(" · ", link(words, edge.data("address")));
    });
    picked.replaceChildren(...parts);
  }
  function chooseEdge(edge) {
    clear();
    graph.elements().not(edge.union(edge.connectedNodes())).addClass("away");
    edge.addClass("chosen");
    const words = `${edge.source().data("name")} → ${edge.target().data("name")}: `;
    picked.replaceChildren(words, link(edge.data("kinds"), edge.data("address")));
  }
  graph.on("tap", (event) => {
    if (event.target === graph) clear();
    else if (event.target.isNode()) chooseNode(event.target);
    else chooseEdge(event.target);
  });
  place.querySelector("#seek").addEventListener("input", (event) => {
    const words = event.target.value.trim().toLowerCase();
    const found = words && graph.nodes().filter((node) =>
      node.data("name").toLowerCase().includes(words));
    if (found?.length === 1 || found?.some?.((node) => node.data("name").toLowerCase() === words)) {
      chooseNode(found[0]);
      graph.animate({ center: { eles: found[0] }, zoom: Math.max(graph.zoom(), 1) }, { duration: 200 });
    } else if (words) {
      clear();
      graph.elements().not(found).addClass("away");
    } else clear();
  });
  const zooms = { in: 1.4, out: 1 / 1.4 };
  for (const button of place.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const by = zooms[button.dataset.zoom];
      if (!by) return graph.fit(undefined, 24);
      graph.zoom({
        level: graph.zoom() * by,
        renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 },
      });
    });
  }
  const recolour = () => graph.style(style(heaviest, data.nodes.length));
  document.addEventListener("theme", recolour);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
}

document.querySelectorAll("[data-graph]").forEach(draw);
