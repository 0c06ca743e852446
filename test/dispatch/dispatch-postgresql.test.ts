import { describe } from '@jest/globals';
import { queueBackends } from '../support/redis.js';
import { allScenarios } from './scenarios/all-scenarios.js';

// A file for each backend: they take longest of all suites, and files run side by side.
describe.each(queueBackends().filter(({ name }) => name === 'postgresql'))('dispatch on $name', allScenarios);
