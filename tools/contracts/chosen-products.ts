import type { Contract } from "../../components/catalog/contract";
import { InputError } from "../../components/errors/input-error";
import { nearest } from "../../components/errors/nearest";

/**
 * The contracts of the named products; all where none is named.
 * @throws {InputError} naming each that is published by no contract
 */
export function chosenProducts(contracts: readonly Contract[], products: readonly string[]): Contract[] {
  const known = contracts.map(({ product }) => product);
  const unknown = products.filter((product) => !known.includes(product));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((product) => {
        const meant = nearest(product, known);
        const help = meant === undefined ? `use one of ${known.join(", ")}` : `did you mean "${meant}"?`;
        return { file: "product", path: "", message: `"${product}" is published by no contract; ${help}` };
      }),
    );
  }
  return contracts.filter(({ product }) => products.length === 0 || products.includes(product));
}
