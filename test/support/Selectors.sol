// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Reads from a contract's code which functions it answers to, so that none can be forgotten in a list.
library Selectors {
    /// @dev The compiler's dispatcher compares with each selector: PUSH4 selector, EQ, PUSH2 destination, JUMPI; a selector that begins with zero
    /// bytes is pushed without them.
    function dispatched(bytes memory code) internal pure returns (bytes4[] memory found) {
        found = new bytes4[](256);
        uint256 count;
        for (uint256 i; i + 9 < code.length; i += 1 + _pushed(code[i])) {
            uint256 size = _pushed(code[i]);
            if (size != 3 && size != 4) continue;
            if (code[i + size + 1] != 0x14 || code[i + size + 2] != 0x61 || code[i + size + 5] != 0x57) continue;
            uint32 selector;
            for (uint256 j = 1; j <= size; ++j) {
                selector = selector << 8 | uint8(code[i + j]);
            }
            found[count++] = bytes4(selector);
        }
        assembly ("memory-safe") {
            mstore(found, count)
        }
    }

    /// @dev Bytes that an instruction pushes, which are no instructions themselves.
    function _pushed(bytes1 instruction) private pure returns (uint256) {
        return instruction >= 0x60 && instruction <= 0x7f ? uint8(instruction) - 0x5f : 0;
    }
}
