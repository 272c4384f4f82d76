import { createBrowserRouter } from 'react-router';
import { CrashPage } from './shell/crash-page.tsx';
import { HomePage } from './shell/home-page.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { SessionGate } from './shell/session-gate.tsx';

/**
 * Every screen and its address. Each room is loaded when it is entered first; the shell and the log-in page come at once.
 */
export const router = createBrowserRouter([
  // For people outside, without a log-in.
  {
    path: '/beteiligung/:secret',
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('./participation/participation-page.tsx')).ParticipationPage }),
  },
  {
    path: '/formular',
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('./applications/services-page.tsx')).ServicesPage }),
  },
  {
    path: '/formular/:service',
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('./applications/application-page.tsx')).ApplicationPage }),
  },
  {
    path: '/status',
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    lazy: async () => ({ Component: (await import('./applications/status-page.tsx')).StatusPage }),
  },
  {
    path: '/',
    Component: SessionGate,
    ErrorBoundary: CrashPage,
    HydrateFallback: () => null,
    children: [
      { index: true, Component: HomePage },
      { path: 'inbox/:taskId?', lazy: async () => ({ Component: (await import('./inbox/inbox-page.tsx')).InboxPage }) },
      { path: 'cases', lazy: async () => ({ Component: (await import('./cases/cases-page.tsx')).CasesPage }) },
      {
        path: 'cases/:instanceId/:tab?',
        lazy: async () => ({ Component: (await import('./cases/case-page.tsx')).CasePage }),
      },
      { path: 'batches', lazy: async () => ({ Component: (await import('./batches/batches-page.tsx')).BatchesPage }) },
      {
        path: 'processes',
        lazy: async () => ({ Component: (await import('./portal/upload-area.tsx')).UploadArea }),
        children: [
          { index: true, lazy: async () => ({ Component: (await import('./portal/portal-page.tsx')).PortalPage }) },
          { path: 'upload', lazy: async () => ({ Component: (await import('./portal/upload-page.tsx')).UploadPage }) },
          {
            path: 'upload/try',
            lazy: async () => ({ Component: (await import('./trial/upload-trial-page.tsx')).UploadTrialPage }),
          },
        ],
      },
      {
        path: 'process/:processKey/migrate',
        lazy: async () => ({ Component: (await import('./migration/migration-page.tsx')).MigrationPage }),
      },
      // Under a word of its own: a process may have any key, also "upload".
      {
        path: 'process/:processKey/:tab?',
        lazy: async () => ({ Component: (await import('./portal/process-page.tsx')).ProcessPage }),
      },
      {
        path: 'rechnungen',
        lazy: async () => ({ Component: (await import('./invoices/invoices-page.tsx')).InvoicesPage }),
      },
      {
        path: 'rechnungen/:invoiceId',
        lazy: async () => ({ Component: (await import('./invoices/invoice-page.tsx')).InvoicePage }),
      },
      {
        path: 'zahlungen',
        lazy: async () => ({ Component: (await import('./invoices/payment-orders-page.tsx')).PaymentOrdersPage }),
      },
      {
        path: 'incidents',
        lazy: async () => ({ Component: (await import('./incidents/incidents-page.tsx')).IncidentsPage }),
      },
      {
        path: 'intake/:tab?',
        lazy: async () => ({ Component: (await import('./intake/intake-page.tsx')).IntakePage }),
      },
      {
        path: 'connectors',
        lazy: async () => ({ Component: (await import('./connectors/connectors-page.tsx')).ConnectorsPage }),
      },
      { path: 'search', lazy: async () => ({ Component: (await import('./search/search-page.tsx')).SearchPage }) },
      { path: '*', Component: NotFoundPage },
    ],
  },
]);
