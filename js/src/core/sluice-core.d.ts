/** The core, put in place by the build (tools/embed.mjs). */
declare module 'sluice:core.wasm' {
  export const text: string;
  export const swaps: string;
}
