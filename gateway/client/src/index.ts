export type * from './event-types.js';
export { FeedRefused } from './feed-refused.js';
export { followFeed, type FeedEntry, type FeedFilter, type FollowFeedOptions } from './follow-feed.js';
export { verifyWebhook, WebhookRefused, type WebhookHeaders, type WebhookKeys } from './verify-webhook.js';
export { webhookHandler, type SeenEvents, type WebhookHandlerOptions } from './webhook-handler.js';
