/** Rejects with the message when the promise takes longer; what it does later is nobody's concern. */
export async function within<Result>(ms: number, message: string, promise: Promise<Result>): Promise<Result> {
  if (ms === Infinity) {
    return promise;
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${message} within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
