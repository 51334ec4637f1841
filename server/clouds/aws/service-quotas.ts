import { type AwsCaller, sendSigned } from './signed-request.ts'

/** https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html */
export const callServiceQuotas = (
  caller: AwsCaller,
  operation: string,
  input: object,
  signal: AbortSignal,
): Promise<Response> =>
  sendSigned(
    caller,
    {
      service: 'servicequotas',
      host: `servicequotas.${caller.region}.amazonaws.com`,
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `ServiceQuotasV20190624.${operation}`,
      },
      body: JSON.stringify(input),
    },
    signal,
  )
