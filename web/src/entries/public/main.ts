import '@/shared/polyfills';
import '@/shared/styles/tokens.css';
