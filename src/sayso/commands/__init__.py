"""The commands of ``sayso``, one file each: they parse, call the library, and print."""
