import { everyFieldOf } from './everyField';

everyFieldOf('openApi', 'users');
