import { everyFieldOf } from './everyField';

everyFieldOf('openApi', 'others');
