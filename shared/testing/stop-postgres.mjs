export default async function stopPostgres() {
  await globalThis.maaradTestPostgres?.stop();
}
