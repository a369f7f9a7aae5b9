import { describe, expect, it } from 'vitest';
import { hostKind, whatNameSays } from './host-names';

describe('What a host is by its spelling', () => {
  it.each([
    ['cart', 'service'],
    ['cart.shop.svc', 'service'],
    ['cart.shop.svc.cluster.local', 'service'],
    ['db-0.db.shop.svc.corp.example', 'service'],
    ['cart.shop', 'maybe-service'],
    ['zipkin.jaeger', 'maybe-service'],
    ['api.stripe.com', 'outside'],
    ['example.com', 'outside'],
    ['example.de', 'outside'],
    ['8.8.8.8', 'outside'],
    ['2001:db8::1', 'outside'],
    ['db.corp.internal', 'private'],
    ['printer.local', 'private'],
    ['10.0.0.5', 'private'],
    ['172.20.1.1', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'private'],
    ['fd00::1', 'private'],
    ['localhost', 'self'],
    ['127.0.0.1', 'self'],
    ['0.0.0.0', 'self'],
    ['::1', 'self'],
    ['::', 'self'],
    ['kubernetes.default', 'api-server'],
    ['kubernetes.default.svc', 'api-server'],
    ['kubernetes.default.svc.cluster.local', 'api-server'],
    ['kube-dns.kube-system.svc.cluster.local', 'platform'],
  ])('KUB-13 %s: %s', (host, kind) => {
    expect(hostKind(host)).toBe(kind);
  });
});

describe('What the name of a variable says', () => {
  it.each([
    ['CART_SERVICE_ADDR', 'host'],
    ['cartUrl', 'host'],
    ['DB_HOST', 'host'],
    ['KAFKA_BROKERS', 'host'],
    ['REDIS_HOST_1', 'host'],
    ['--redis-addr', 'host'],
    ['AUTH_SERVER', 'perhaps-host'],
    ['SERVICE', 'perhaps-host'],
    ['mongo', 'nothing'],
    ['', 'nothing'],
    ['PUBLIC_URL', 'own'],
    ['ALLOWED_HOSTS', 'never'],
    ['NO_PROXY', 'never'],
    ['LISTEN_ADDR', 'never'],
    ['CORS_ORIGINS', 'never'],
    ['SIDECAR_IMAGE', 'never'],
    ['IMAGE_SERVICE_ADDR', 'host'],
  ])('KUB-10 %s: %s', (name, says) => {
    expect(whatNameSays(name)).toBe(says);
  });
});
