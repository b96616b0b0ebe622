/** Works something out once for each object, and keeps it as long as that is there. */
export function oncePer<Key extends object, Rest extends unknown[], Value>(
  workOut: (key: Key, ...rest: Rest) => Value,
  isStillRight: (value: Value, ...rest: Rest) => boolean = () => true,
): (key: Key, ...rest: Rest) => Value {
  const known = new WeakMap<Key, { value: Value }>();
  return (key, ...rest) => {
    const before = known.get(key);
    if (before && isStillRight(before.value, ...rest)) return before.value;
    const value = workOut(key, ...rest);
    known.set(key, { value });
    return value;
  };
}
