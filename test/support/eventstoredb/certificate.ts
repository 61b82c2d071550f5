import { type KeyObject, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** One DER value (X.690): tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const [SEQUENCE, SET, INTEGER, BITS, BYTES, OID, UTF8, TIME, BOOLEAN] = [
  0x30, 0x31, 0x02, 0x03, 0x04, 0x06, 0x0c, 0x18, 0x01,
];
/** ecdsa-with-SHA256, commonName, subjectAltName, basicConstraints. */
const ecdsa = der(SEQUENCE, der(OID, Buffer.from('2a8648ce3d040302', 'hex')));
const commonName = der(OID, Buffer.from('550403', 'hex'));
const altName = der(OID, Buffer.from('551d11', 'hex'));
const constraints = der(OID, Buffer.from('551d13', 'hex'));
const VALID_MS = 3_600_000;

const time = (at: number): Buffer => der(TIME, Buffer.from(new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '')));

/** A key and a certificate for localhost that signs itself (RFC 5280), valid for an hour; both as PEM. */
export function selfSigned(): { key: string; certificate: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = toBeSigned(publicKey);
  const signature = sign('sha256', body, privateKey);
  const whole = der(SEQUENCE, body, ecdsa, der(BITS, Buffer.from([0]), signature));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

function toBeSigned(publicKey: KeyObject): Buffer {
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, commonName, der(UTF8, Buffer.from('a store for tests')))));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const isAuthority = der(SEQUENCE, constraints, der(BYTES, der(SEQUENCE, der(BOOLEAN, Buffer.from([0xff])))));
  const address = der(SEQUENCE, altName, der(BYTES, der(SEQUENCE, der(0x82, Buffer.from('localhost')))));
  return der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, serial),
    ecdsa,
    name,
    der(SEQUENCE, time(Date.now() - VALID_MS), time(Date.now() + VALID_MS)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(SEQUENCE, isAuthority, address)),
  );
}
