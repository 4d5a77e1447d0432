const whole = new Intl.NumberFormat("en-US");

/** Returns a count with thousands marks: 12,345. */
export function formatCount(count: number): string {
  return whole.format(count);
}

/** Returns a time for reading, from milliseconds: 840 ms, 2.4 s, 1 min 05 s. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}

/** Returns a size for reading, from bytes, in the decimal units of the service's limits: 812 bytes, 1.2 KB, 25 MB. */
export function formatBytes(bytes: number): string {
  if (bytes === 1) return "1 byte";
  if (bytes < 1000) return `${bytes} bytes`;
  const [size, unit] = bytes < 1_000_000 ? [bytes / 1000, "KB"] : [bytes / 1_000_000, "MB"];
  return `${size < 100 ? Number(size.toFixed(1)) : Math.round(size)} ${unit}`;
}

/** Returns an amount of money for reading, fractions of a cent included: $0.00042. A currency that is none stands behind it. */
export function formatCost(amount: number, currency: string): string {
  const digits = amount !== 0 && Math.abs(amount) < 1 ? { maximumSignificantDigits: 3 } : {};
  try {
    return new Intl.NumberFormat("en-US", { style: "currency", currency, ...digits }).format(
      amount,
    );
  } catch {
    return `${new Intl.NumberFormat("en-US", digits).format(amount)} ${currency}`;
  }
}
