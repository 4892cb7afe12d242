/** `sales · sale.recorded` of `org.maarad.sales.sale.recorded.v1`. */
export const shortType = (type: string): string =>
  type.replace(/^org\.maarad\.([^.]+)\./, '$1 · ').replace(/\.v1$/, '');
