// How the pictures are made: as the stories are run, but only `screenshot.ts`. `cargo xtask screenshot` starts this.
import { defineConfig } from '@playwright/test';
import stories from './playwright.config.ts';

export default defineConfig({ ...stories, testDir: '.', testMatch: 'screenshot.ts', reporter: 'list', outputDir: './test-results/screenshot' });
