import { everyFieldOf } from './everyField';

everyFieldOf('cursor', 'others');
