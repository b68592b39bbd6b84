/**
 * The one message of the long connection, `pbbp2.Frame` (node-sdk ws-client/proto-buf): proto2, whose two 64-bit numbers stay bigints
 * here and whose 32-bit ones are never negative.
 */
export interface Frame {
  readonly seqId: bigint;
  readonly logId: bigint;
  readonly service: number;
  /** 0: ping and pong; 1: data. */
  readonly method: number;
  readonly headers: readonly (readonly [key: string, value: string])[];
  readonly payloadType?: string;
  readonly payload: Buffer;
}

export function encodeFrame(frame: Frame): Buffer {
  return Buffer.concat([
    number(1, frame.seqId),
    number(2, frame.logId),
    number(3, BigInt(frame.service)),
    number(4, BigInt(frame.method)),
    ...frame.headers.map(([key, value]) => bytes(5, Buffer.concat([text(1, key), text(2, value)]))),
    ...(frame.payloadType === undefined ? [] : [text(7, frame.payloadType)]),
    bytes(8, frame.payload),
  ]);
}

/** Throws on what is no frame. */
export function decodeFrame(data: Buffer): Frame {
  const fields = fieldsIn(data);
  const first = (id: number): bigint => {
    const found = fields.find((one) => one.id === id)?.value;
    if (typeof found !== 'bigint') throw new Error(`a frame without its field ${id}`);
    return found;
  };
  const all = (id: number): readonly Buffer[] =>
    fields.flatMap((one) => (one.id === id && Buffer.isBuffer(one.value) ? [one.value] : []));
  return {
    seqId: first(1),
    logId: first(2),
    service: Number(first(3)),
    method: Number(first(4)),
    headers: all(5).map((header) => {
      const parts = fieldsIn(header);
      return [
        String(parts.find(({ id }) => id === 1)?.value),
        String(parts.find(({ id }) => id === 2)?.value),
      ] as const;
    }),
    payload: all(8)[0] ?? Buffer.alloc(0),
  };
}

interface Field {
  readonly id: number;
  readonly value: bigint | Buffer;
}

function fieldsIn(data: Buffer): readonly Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let [value, shift] = [0n, 0n];
    for (;;) {
      const byte = data[at++];
      if (byte === undefined || shift > 63n) throw new Error('a frame that is cut off');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
      shift += 7n;
    }
  };
  while (at < data.length) {
    const key = Number(varint());
    const [id, wire] = [key >> 3, key & 7];
    if (wire === 0) fields.push({ id, value: varint() });
    else if (wire === 2) {
      const size = Number(varint());
      if (at + size > data.length) throw new Error('a frame that is cut off');
      fields.push({ id, value: data.subarray(at, at + size) });
      at += size;
    } else throw new Error(`a frame with the wire type ${wire}`);
  }
  return fields;
}

function varintOf(value: bigint): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...out, Number(rest)]);
}

const number = (id: number, value: bigint): Buffer => Buffer.concat([varintOf(BigInt(id << 3)), varintOf(value)]);
const bytes = (id: number, value: Buffer): Buffer =>
  Buffer.concat([varintOf(BigInt((id << 3) | 2)), varintOf(BigInt(value.length)), value]);
const text = (id: number, value: string): Buffer => bytes(id, Buffer.from(value));
