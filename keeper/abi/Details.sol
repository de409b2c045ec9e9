// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AaveV3LoopState} from "strategies/aave/AaveV3LoopState.sol";

/// @notice Never deployed: the compiler emits a struct's ABI only where a function names it, and `details` travels as bytes.
interface Details {
    function aaveV3Loop() external view returns (AaveV3LoopState memory);
}
