// Written by `node scripts/currencies.ts` from ISO 4217, tables A.1 and A.3. Do not edit.

export const withoutDecimals = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'
export const withThreeDecimals = 'BHD IQD JOD KWD LYD OMR TND'
