import { createCipheriv, createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypt, isSame, signatureOf } from '../../adapters/feishu/crypto.ts';

/** As published: by the documents of the platform, and in the tests of its SDKs. */
const VECTORS = [
  {
    from: 'encrypt-key-encryption-configuration-case.md',
    key: 'test key',
    cipher: 'P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=',
    plain: 'hello world',
  },
  {
    from: 'node-sdk, adaptor/services/__tests__/challenge.ts',
    key: 'mazhe.nerd',
    cipher:
      'tT1xP+ovuc0T3b/rnZX3ax76exqAn0ANQ6/U45GcciC0mgNBc8JtvqOJGNAPMKpgRs2dVU1NYk9VDeqS8T4SYtU0hzNU54aS84WnxvZ3VFfDcy/RyABlNqlUiGyLDzFI0yxdCMT4KR/YEQXlt6nZi50KwRlZ+A75r645KesZuLMljezYyY8VeeXEVjPw35+e',
    plain:
      '{"challenge":"5634b122-c042-4634-bc7f-b07a3c3e77ad","token":"iRdCP2WwXNBXRM3mGLqhrgch3cn0gbT6","type":"url_verification"}',
  },
  {
    from: 'oapi-sdk-go, event/dispatcher/dispatcher_test.go, TestDecryptEvent',
    key: '1212121212',
    cipher:
      'bZ3L7yh6m3Fkuffl4g+3uGjIHnhOm5fVZbKVuyT8t7tcd5ABMYm8l28/X900ZL3knZ7n+sCREu/H2WnIzft0amC7+xWqNH8o25IU63N4BnZWfHh+4hyG76QPd19vkw2bPJCx9aqxK8Nz+xqFNbk0RdgyWhmgd30jSxHtcQXAllkI7FMpGpOCteJad3bLXPDBQIV/xkCtKICCS7Z63gakpxZCLaRZ3qCXP1fapHh+LBIupxenrU6ysc7I3nHmjmKie41IiWwS5puG4zQHhVbq6KWLcgWm/3NBZOPQy53ucMu75SXA55I7jarVLZXWUcqBGrcgE3vouWbtwgZuzmoTQl0GSh5VYSVvpW992BuGxUWj0XjPYdICJm6Cr7xouNXwMcdb7N8caVdkdSZeEnswG19qSyDoQhklwzNGW0yiaayulBqJNjfge/G5V3401c2XaIuAeEIo+QQ4RSNpRGfnHkbu/j55FGQAGWjpuBNaIwZbaUoVP3NkGP+vM5rpEDe3sL2GN+Xsd+g9yBs7FqdMV8mXTGgLjCqjrPrke5/km76Q3Pe6KPs2YexMRG4MkSx3xUTzZnNn7zIzShPcjeSwBd2pxk6ht5N+fzueZdxl6Oo=',
    plain:
      '{"schema":"2.0","header":{"event_id":"f7984f25108f8137722bb63cee927e66","event_type":"contact.user.created_v3","app_id":"cli_xxxxxxxx","tenant_key":"xxxxxxx","create_time":"1603977298000000","token":"v"},"event":{"object":{"open_id":"ou_7dab8a3d3cdcc9da365777c7ad535d62","union_id":"on_576833b917gda3d939b9a3c2d53e72c8","user_id":"e33ggbyz","name":"张三","employee_no":"employee_no"}},"challenge":"1212","type":"url_verification"}',
  },
  {
    from: 'made of the published algorithm, with an initial vector of noughts',
    key: 'test key',
    cipher:
      'AAAAAAAAAAAAAAAAAAAAABgLw1kLwGFjbDY7DTSdFkuVG+OktoBZia+FdIlK6+SChw79qp1SCYxbzVGZJUhqKR4/9RcjQWE7yXMOAvqydpw=',
    plain: '{"challenge":"abc","token":"t","type":"url_verification"}',
  },
];

/** As Feishu does it. */
function encrypted(plain: string | Buffer, key: string, iv: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
  return Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64');
}

describe('what Feishu encrypts', () => {
  it.each(VECTORS)('is read: $from', ({ key, cipher, plain }) => {
    expect(decrypt(cipher, key)).toBe(plain);
  });

  it('is read whatever it says, and with no other key', () => {
    const text = fc.string({ unit: 'binary', maxLength: 400 });
    const iv = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(text, fc.string(), iv, (plain, key, start) => {
        const cipher = encrypted(plain, key, Buffer.from(start));
        expect(decrypt(cipher, key)).toBe(plain);
        expect(decrypt(cipher, `${key}x`)).not.toBe(plain);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['no base64', '你好，世界'],
    ['an initial vector alone', Buffer.alloc(16).toString('base64')],
    ['half a block', Buffer.alloc(40).toString('base64')],
    ['rubbish', Buffer.alloc(64, 7).toString('base64')],
    ['a cipher that is cut off', VECTORS[1]?.cipher.slice(0, 64) ?? ''],
    ['bytes that are no text', encrypted(Buffer.from([0xff, 0xfe, 0xfd]), 'test key', Buffer.alloc(16))],
  ])('is told from %s', (_, cipher) => {
    expect(decrypt(cipher, 'test key')).toBeNull();
  });
});

describe('how Feishu signs', () => {
  const body = Buffer.from('{"encrypt":"P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk="}');
  const signed = { timestamp: '1700000000', nonce: 'abc', body };
  const signature = '0c09d96c2aef2ad08179b3967ea410bbc91dab24ce3aec05af962cf1935844af';

  it('gives the published signature', () => {
    expect(signatureOf(signed, 'test key')).toBe(signature);
  });

  it.each([
    ['another moment', { ...signed, timestamp: '1700000001' }, 'test key'],
    ['another nonce', { ...signed, nonce: 'abd' }, 'test key'],
    ['another key', signed, 'test kez'],
    ['one more space in the body', { ...signed, body: Buffer.concat([body, Buffer.from(' ')]) }, 'test key'],
  ])('gives another for %s', (_, other, key) => {
    expect(signatureOf(other, key)).not.toBe(signature);
  });

  it.each([
    ['a', 'a', true],
    ['a', 'b', false],
    ['a', 'aa', false],
    ['', '', true],
    ['', 'a', false],
  ])('compares %j with %j', (one, other, is) => {
    expect(isSame(one, other)).toBe(is);
  });
});
