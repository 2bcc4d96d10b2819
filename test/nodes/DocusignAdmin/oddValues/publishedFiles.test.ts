import { everyFieldOf } from './everyField';

everyFieldOf('openApi', 'files');
