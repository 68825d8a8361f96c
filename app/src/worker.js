// Starts the engine in its worker. `{{…}}` are filled with hashed addresses by `cargo app`.
import start from "{{engine.js}}";

await start({ module_or_path: "{{engine.wasm}}" });
