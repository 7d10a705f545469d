import './FilePath.css';

/** Where a file is. A line ends between two folders, never inside a name as long as that fits a line. */
export function FilePath({ path }: { readonly path: string }) {
  return (
    <p className="file">
      {path.split(/(?<=[\\/])/u).map((part, index) => (
        <span key={index}>{part}</span>
      ))}
    </p>
  );
}
