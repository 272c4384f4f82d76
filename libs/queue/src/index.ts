export { BullJobQueue } from './bull-job-queue.ts';
export { BullQueueConsumer, type ConsumerOptions } from './bull-queue-consumer.ts';
export { prepareQueue, type QueueBackend } from './queue-backend.ts';
