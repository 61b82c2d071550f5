import { plainToInstance } from 'class-transformer';
import { type ValidationError, type ValidationOptions, ValidateBy, ValidateIf, validateSync } from 'class-validator';
import type { Field, Problem } from '#lib/kernel/index.js';
import { pointerStep } from './json.js';

/** What a right value looks like, for the answer's `right`. */
export function right(text: string): ValidationOptions {
  return { context: { right: text } };
}

/** The value passes the field's own check. */
export function Fits(field: Field<unknown>): PropertyDecorator {
  const validate = (value: unknown): boolean => field.check(value);
  return ValidateBy(
    { name: 'fits', validator: { validate, defaultMessage: () => 'has a wrong value' } },
    right(field.right),
  );
}

/** The field may be left out but, unlike class-validator's optional, may not be null. */
export function MayBeAbsent(): PropertyDecorator {
  return ValidateIf((_body, value) => value !== undefined);
}

const options = {
  whitelist: true,
  forbidNonWhitelisted: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
} as const;

/** Every fault that class-validator finds in a value as an instance of a class; empty if there is none. */
export function faultsOf(body: new () => object, value: unknown, at = ''): Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ at, wrong: 'not an object', right: 'a JSON object' }];
  }
  return validateSync(plainToInstance(body, value), options).map((error) => problemOf(error, at));
}

function problemOf(error: ValidationError, at: string): Problem {
  const place = `${at}/${pointerStep(error.property)}`;
  const [[constraint, message] = ['fits', 'has a wrong value']] = Object.entries(error.constraints ?? {});
  if (constraint === 'whitelistValidation') {
    return { at: place, wrong: `there is no field ${error.property}`, right: 'leave it out' };
  }
  const context = error.contexts?.[constraint] as { right?: string } | undefined;
  const wrong = message.startsWith(error.property) ? message : `${error.property} ${message}`;
  return { at: place, wrong, right: context?.right ?? message };
}
