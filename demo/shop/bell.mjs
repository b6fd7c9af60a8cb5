const rate = 8000; // samples a second: enough for a bell
const seconds = 3;

/** Partials of a small bell: frequency in Hz, loudness, and seconds until it
 * has faded to a third. The prime, the minor third above it and the hum below
 * are what makes it a bell. */
const partials = [
  [330, 0.2, 1.2],
  [660, 0.3, 0.8],
  [785, 0.15, 0.5],
  [990, 0.1, 0.4],
  [1320, 0.2, 0.25],
  [1980, 0.05, 0.12],
];

/** The brass bell, rung once, as a WAV file of 8 bits a sample. */
export function ringBell() {
  const count = rate * seconds;
  const samples = Uint8Array.from({ length: count }, (_, at) => {
    return 128 + Math.round(100 * swing(at / rate));
  });
  return Buffer.concat([writeHead(count), samples]);
}

/** Where the sound stands at this time, within -1 and 1. */
function swing(time) {
  return partials.reduce((sum, [hertz, loudness, fading]) => {
    const level = loudness * Math.exp(-time / fading);
    return sum + level * Math.sin(2 * Math.PI * hertz * time);
  }, 0);
}

/** RIFF header of one channel of 8-bit PCM. */
function writeHead(count) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + count, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16); // length of the format
  head.writeUInt16LE(1, 20); // PCM
  head.writeUInt16LE(1, 22); // channels
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28); // bytes a second
  head.writeUInt16LE(1, 32); // bytes a sample
  head.writeUInt16LE(8, 34); // bits a sample
  head.write('data', 36);
  head.writeUInt32LE(count, 40);
  return head;
}
