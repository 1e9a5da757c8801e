/// The sealed content of one file. Only its id is known here; where and how it lies is the store's affair.
package enum Blob {}
