import { everyFieldOf } from './everyField';

everyFieldOf('cursor', 'files');
