{{%AUTOESCAPE context="HTML"}}
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><path d="M24 6c-6 0-8 5-6 10l14 26M24 6c6 0 8 5 6 10L16 42"/></svg>
