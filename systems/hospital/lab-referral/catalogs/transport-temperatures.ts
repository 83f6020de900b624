/** How a box of specimens travels. */
export interface TransportTemperature {
  readonly code: string;
  readonly text: string;
}

/** @source WHO, Guidance on regulations for the transport of infectious substances (exists: secondary); the ranges are laboratory practice (from memory) */
export const transportTemperatures: readonly TransportTemperature[] = [
  { code: 'cool', text: 'Lạnh 2–8 °C' },
  { code: 'room', text: 'Nhiệt độ phòng 15–25 °C' },
  { code: 'frozen', text: 'Đông lạnh −20 °C trở xuống' },
];

export const findTemperature = (code: string): TransportTemperature | undefined =>
  transportTemperatures.find((one) => one.code === code);
