{{%AUTOESCAPE context="HTML"}}
<svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><path d="M6 10h28v30H10a4 4 0 0 1-4-4zM34 18h8v18a4 4 0 0 1-8 0"/>
<path d="M13 18h14M13 25h14M13 32h8"/></svg>
