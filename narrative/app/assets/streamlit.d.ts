/* What Streamlit hands to a component of ours (st.components.v2): https://docs.streamlit.io/develop/api-reference/custom-components */
export interface Component<Data> {
  /** What the script says: see handed.d.ts. */
  data: Data;
  parentElement: HTMLElement;
  /** A state that the next run of the script reads. */
  setStateValue(name: string, value: unknown): void;
  /** An event: the run that it causes reads it, and no other. */
  setTriggerValue(name: string, value: unknown): void;
}
