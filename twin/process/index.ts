export { CustomerAction, CustomerEvent, customerProcess, CustomerState } from './customer-process.ts'
export { OrderAction, OrderEvent, orderProcess, OrderState } from './order-process.ts'
export { cellOf } from './process.ts'
