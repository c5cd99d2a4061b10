/** Reads numbers from weights that are stored as base64: little-endian, in the order they were written. */
export interface PackedReader {
  readonly u8: () => number;
  readonly u16: () => number;
  readonly f32: () => number;
  /** Seven bits a byte, low first. */
  readonly varint: () => number;
  readonly i8s: (count: number) => Int8Array;
}

export function readPacked(base64: string): PackedReader {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  let at = 0;
  const take = (size: number): number => {
    at += size;
    return at - size;
  };
  return {
    u8: () => view.getUint8(take(1)),
    u16: () => view.getUint16(take(2), true),
    f32: () => view.getFloat32(take(4), true),
    varint: () => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = view.getUint8(take(1));
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    },
    i8s: (count) => new Int8Array(bytes.buffer, take(count), count),
  };
}
