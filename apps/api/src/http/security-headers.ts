import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import fastify from 'fastify';

/** What browsers may do with answers of the API. */
export const SECURITY: FastifyHelmetOptions = {
  // TLS ends in front of the service; over plain HTTP on one machine the header would only be ignored.
  strictTransportSecurity: false,
  // What follows says nothing about data, or to any browser of today: it is left out because every answer pays for it.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  // `frame-ancestors` below says it to every browser that knows CSP 2, of 2015.
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      // Swagger UI styles its elements in place.
      styleSrc: ["'self'", "'unsafe-inline'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'self'"],
    },
  },
};

/** The headers that {@link SECURITY} comes to, the same on every answer: names and values in turn. */
export async function securityHeaders(): Promise<string[]> {
  const headers: string[] = [];
  const asked = fastify();
  await asked.register(helmet, SECURITY);
  asked.get('/', (_request, reply) => {
    for (const [name, value] of Object.entries(reply.raw.getHeaders())) headers.push(name, String(value));
    void reply.send();
  });
  await asked.inject('/');
  await asked.close();
  return headers;
}
