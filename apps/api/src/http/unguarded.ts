import { SetMetadata } from '@nestjs/common';

export const UNGUARDED = 'shipei:unguarded';

/** Marks a route outside the contract (health, documents): open to anyone, without input. */
export const Unguarded = (): MethodDecorator => SetMetadata(UNGUARDED, true);
