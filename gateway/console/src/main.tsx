import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { ReaderProvider } from './reader.js';

createRoot(document.getElementById('console') as HTMLElement).render(
  <StrictMode>
    <ReaderProvider>
      <App />
    </ReaderProvider>
  </StrictMode>,
);
