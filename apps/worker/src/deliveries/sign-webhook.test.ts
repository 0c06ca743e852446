import { describe, expect, it } from '@jest/globals';
import { signWebhook } from './sign-webhook.js';

describe('a signature of Standard Webhooks', () => {
  it('is the one of the specification', () => {
    // The example of the reference libraries (standard-webhooks/standard-webhooks, libraries/*/test).
    const headers = signWebhook(
      {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        body: '{"test": 2432232314}',
        secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      },
      1614265330_000,
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});
