/** Name of a worker for a run beside the page's own: it makes records only, and tells its worker so. */
export const asideName = 'run beside'
