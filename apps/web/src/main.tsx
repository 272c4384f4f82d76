import '@kern-ux/native/dist/kern.min.css';
import './style/fonts.css';
import './style/tokens.css';
import './style/elements.css';
import './style/content.css';
import './style/feedback.css';
import './style/shell.css';
import './style/inbox.css';
import './style/portal.css';
import './style/trial.css';
import './style/cases.css';
import './style/batches.css';
import './style/modification.css';
import './style/diagram.css';
import './style/migration.css';
import './style/documents.css';
import './style/participation.css';
import './style/applications.css';
import './style/intake.css';
import './style/invoices.css';
import './style/print.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from './api/query-client.ts';
import { LanguageArea } from './language/language.tsx';
import { ToastArea } from './parts/toast.tsx';
import { router } from './routes.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('Expected an element with the id "root" in index.html, but there is none');

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <LanguageArea>
        <ToastArea>
          <RouterProvider router={router} />
        </ToastArea>
      </LanguageArea>
    </QueryClientProvider>
  </StrictMode>,
);
