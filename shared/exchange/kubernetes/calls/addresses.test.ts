import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressesIn } from './addresses';

const found = (text: string): readonly string[] =>
  addressesIn(text).map(
    ({ form, scheme, host, port }) =>
      `${form} ${scheme === undefined ? '' : `${scheme}://`}${host}${port === undefined ? '' : `:${String(port)}`}`,
  );

describe('Addresses in the values of variables and arguments', () => {
  it.each([
    ['cart:7070', ['pair cart:7070']],
    ['redis-cart:6379', ['pair redis-cart:6379']],
    ['cart.shop.svc.cluster.local:80', ['pair cart.shop.svc.cluster.local:80']],
    ['cart.shop.svc.cluster.local.', ['name cart.shop.svc.cluster.local']],
    ['cart', ['name cart']],
    ['zk-0,zk-1; zk-2', ['name zk-0', 'name zk-1', 'name zk-2']],
    ['http://cart', ['url http://cart']],
    ['HTTPS://Cart.Example.COM:8443/path?x=1', ['url https://cart.example.com:8443']],
    ['http://cart:8080/a http://order:8081', ['url http://cart:8080', 'url http://order:8081']],
    ['http://cart,http://order:81', ['url http://cart', 'url http://order:81']],
    ['a://b://c', ['url a://b']],
    ['kafka-0:9092,kafka-1:9092', ['pair kafka-0:9092', 'pair kafka-1:9092']],
    ['PLAINTEXT://kafka:9092', ['url plaintext://kafka:9092']],
    ['SASL_SSL://kafka:9093', ['url ssl://kafka:9093']],
    ['jdbc:postgresql://db:5432/orders', ['url postgresql://db:5432']],
    ['jdbc:sqlserver://db:1433;databaseName=x', ['url sqlserver://db:1433']],
    ['mongodb+srv://u:p@cluster.example.net/db', ['url mongodb+srv://cluster.example.net']],
    ['mongodb://a:27017,b:27018/db?replicaSet=r', ['url mongodb://a:27017', 'url mongodb://b:27018']],
    ['postgresql+psycopg2://u:p@db/x', ['url postgresql+psycopg2://db']],
    ['http://[2001:db8::1]:8080/x', ['url http://2001:db8::1:8080']],
    ['10.1.2.3:5432', ['pair 10.1.2.3:5432']],
    ['user:secret@tcp(db:3306)/shop', ['pair db:3306']],
    ['host=db port=5432 user=u password=p', ['pair db:5432']],
    ['Server=tcp:db,1433;Database=x;Password=p', ['pair db:1433']],
    ['--redis-addr=redis:6379 --verbose', ['pair redis:6379']],
    ['-Dcart.url=http://cart:80 -Xmx1g', ['url http://cart:80']],
    ['{"url":"http://cart:80/","other":["order:81"]}', ['url http://cart:80', 'pair order:81']],
    ['http://$(HOST):$(PORT)/x', []],
    ['http://cart:${PORT}/x', ['url http://cart']],
    ['http://${HOST}:80', []],
    [':8080', []],
    ['8080', []],
    ['12:30', []],
    ['true', ['name true']],
    ['some words in a row', []],
    ['a@b', []],
    ['', []],
    ['://', []],
    ['http://', []],
  ])('KUB-10 %s', (text, addresses) => {
    expect(found(text)).toEqual(addresses);
  });

  it.each([
    'postgres://user:pa/ss@db:5432/x',
    'postgres://user:pa#ss@db:5432/x',
    'postgres://us@er:pa?ss@db:5432/x',
    'amqp://user:12/34@db:5432',
    'postgres://user:12(34@db:5432/x',
    'x user:12,34@db:5432',
    'postgres://#://A@db:5432',
    'postgres://user:a://b@db:5432',
  ])('KUB-6 drop user and password, however they are written: %s', (text) => {
    expect(addressesIn(text).map(({ host, port }) => `${host}:${String(port)}`)).toEqual(['db:5432']);
  });

  it('KUB-10 leave an `@` in a path of the web where it is', () => {
    expect(found('http://npm.shop:4873/@scope/package')).toEqual(['url http://npm.shop:4873']);
  });

  it('KUB-6 never take a host from before the last @ of a connection string', () => {
    // A list of URLs inside a password cannot be told from a list of URLs.
    const secret = fc.stringMatching(/^[A-Za-z0-9:/#?,;()|=+*!.-]{1,30}$/).filter((text) => !/[,;|].*:\/\//.test(text));
    fc.assert(
      fc.property(fc.constantFrom('postgres', 'amqp', 'mongodb', 'redis', 'mysql'), secret, secret, (scheme, user, password) => {
        expect(addressesIn(`${scheme}://${user}:${password}@db.internal:5432/x`).map(({ host }) => host)).toEqual(['db.internal']);
      }),
    );
  });

  it('KUB-3 take time in proportion to the text', () => {
    for (const text of [
      'a'.repeat(1 << 16),
      ':'.repeat(1 << 16),
      '://'.repeat(1 << 16),
      'a://'.repeat(1 << 16),
      '@'.repeat(1 << 16),
      'a:1,'.repeat(1 << 14),
      'host='.repeat(1 << 14),
      'a.'.repeat(1 << 14),
      '@tcp('.repeat(1 << 15),
    ]) {
      expect(addressesIn(text).length).toBeGreaterThanOrEqual(0);
    }
  });

  it('KUB-21 never throw', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => Array.isArray(addressesIn(text))));
  });
});
