// Draws Vega-Lite pictures under a strict policy: no code is made from text, the
// interpreter walks the parsed expressions instead.
import { expressionInterpreter } from "./vendor/vega-interpreter.js";

const { vega, vegaLite } = globalThis;
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// light-dark() is resolved by painting it: a probe takes the colour and tells what it became.
const probe = document.createElement("i");
document.body.append(probe);
probe.hidden = true;
function colour(name) {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

function config() {
  const ink = colour("--ink");
  const soft = colour("--soft");
  const rule = colour("--rule");
  const font = style("--sans").replaceAll('"', "'");
  return {
    background: null,
    font,
    view: { stroke: null },
    axis: {
      labelColor: soft, titleColor: soft, gridColor: rule, domainColor: rule, tickColor: rule,
      labelFontSize: 13, titleFontSize: 13,
    },
    axisY: { domain: false, ticks: false, labelPadding: 8 },
    legend: { labelColor: ink, labelFontSize: 13, orient: "top", symbolType: "square", offset: 8 },
    range: {
      quads: [colour("--link"), colour("--good"), colour("--c-two"), colour("--bad")],
      category: [colour("--source"), colour("--c-two"), colour("--c-three"), soft],
    },
    bar: { color: colour("--source") },
    text: { color: ink },
  };
}

async function draw(place) {
  const spec = JSON.parse(place.querySelector("script").textContent);
  place.hidden = false;
  const width = Math.max(240, place.clientWidth);
  const whole = {
    $schema: "vega-lite", width, autosize: { type: "fit-x", contains: "padding" }, ...spec,
  };
  const compiled = vegaLite.compile(whole, { config: config(), logger: vega.logger(vega.Error) }).spec;
  const view = new vega.View(vega.parse(compiled, null, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "canvas",
    container: place.drawing ?? (place.drawing = place.appendChild(document.createElement("div"))),
    hover: true,
    logLevel: vega.Error,
    loader: vega.loader({ http: { credentials: "omit" } }),
  });
  place.view?.finalize();
  place.view = view;
  await view.runAsync();
  place.dataset.drawn = "yes";
  // What it leads to stands with the data.
  view.addEventListener("click", (_, item) => {
    if (item?.datum?.address) location.href = item.datum.address;
  });
}

const places = [...document.querySelectorAll("[data-chart]")];
const all = () => places.forEach(draw);
await document.fonts.ready;
all();
document.addEventListener("theme", all);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
let waiting;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(all, 200);
});
