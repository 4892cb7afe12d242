import 'reflect-metadata';
import { runProcess, startService } from '@maarad/shared/runtime';
import { CertificateIssuer } from './certificates/certificate-issuer.js';
import { environment, variables } from './config.js';
import { trainingServiceOf } from './service.js';

await runProcess(variables, environment, (config) => {
  const { CERTIFICATE_KEY: key, CERTIFICATE_RETIRED_KEYS: retiredKeys, PUBLIC_URL: publicUrl } = config;
  return startService(trainingServiceOf(new CertificateIssuer({ key, retiredKeys, publicUrl })), config);
});
