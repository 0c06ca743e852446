import { describe, it } from '@jest/globals';
import { queueBackends } from '../support/redis.js';
import { allScenarios } from './scenarios/all-scenarios.js';

// A file for each backend: they take longest of all suites, and files run side by side.
const redis = queueBackends().filter(({ name }) => name === 'redis');
if (redis.length > 0) describe.each(redis)('dispatch on $name', allScenarios);
else it.skip('dispatch on redis: no redis-server here, and no REDIS_URL', () => undefined); // queueBackends says so aloud.
