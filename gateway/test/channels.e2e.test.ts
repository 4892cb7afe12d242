import { channelsAgree } from './channels-agree.js';

channelsAgree('the embedded one', () => ({}));
