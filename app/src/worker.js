// Starts the engine in its worker. `{{…}}` are filled with hashed addresses by `cargo app`.
import startEngine from "{{engine.js}}";
import startExport from "{{export.js}}";

// The second way where a proxy has taken away what says that it is WASM.
const compile = address => WebAssembly.compileStreaming(fetch(address))
  .catch(async () => WebAssembly.compile(await (await fetch(address)).arrayBuffer()));
const engine = await compile("{{engine.wasm}}");

// The writers of workbooks and documents. Fetched when the engine's bytes have come, so that they take nothing from them,
// and before it is ready: nothing is requested once there may be a list, and files can be written without a network.
let module = compile("{{export.wasm}}");
module.catch(() => {});
let started;

// The engine asks for the writers; it gets nothing where they cannot be had, not even by fetching them once more.
globalThis.startWriters = then => {
  started ??= module
    .catch(() => module = compile("{{export.wasm}}"))
    .then(module_or_path => startExport({ module_or_path }));
  // In a task of its own: a failure there is the worker's, not the promise's.
  const go = () => setTimeout(then, 0, globalThis.writer);
  started.then(go, error => {
    console.error(error);
    started = undefined;
    go();
  });
};

await startEngine({ module_or_path: engine });
