// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

interface IUiPoolDataProvider36 {
    struct EModeCategory {
        uint16 ltv;
        uint16 liquidationThreshold;
        uint16 liquidationBonus;
        uint128 collateralBitmap;
        string label;
        uint128 borrowableBitmap;
        uint128 ltvzeroBitmap;
    }

    struct Emode {
        uint8 id;
        EModeCategory eMode;
    }

    function getEModes(address provider) external view returns (Emode[] memory);
}

/// @notice MODEL (ours, not Aave's code). Gives version 3.6's view contract the ABI of version 3.7, which mainnet is on and which
/// the npm package contract-helpers 1.38 decodes: e-mode categories carry `isolated`, always false here. Every other call is handed on as it is.
contract UiPoolDataProvider37Model {
    struct EModeCategory {
        uint16 ltv;
        uint16 liquidationThreshold;
        uint16 liquidationBonus;
        uint128 collateralBitmap;
        bool isolated;
        string label;
        uint128 borrowableBitmap;
        uint128 ltvzeroBitmap;
    }

    struct Emode {
        uint8 id;
        EModeCategory eMode;
    }

    IUiPoolDataProvider36 private immutable PROVIDER_36;

    constructor(IUiPoolDataProvider36 provider36) {
        PROVIDER_36 = provider36;
    }

    fallback(bytes calldata input) external returns (bytes memory) {
        (bool success, bytes memory output) = address(PROVIDER_36).staticcall(input);
        if (success) return output;
        assembly ("memory-safe") {
            revert(add(output, 0x20), mload(output))
        }
    }

    function getEModes(address provider) external view returns (Emode[] memory modes) {
        IUiPoolDataProvider36.Emode[] memory read = PROVIDER_36.getEModes(provider);
        modes = new Emode[](read.length);
        for (uint256 i; i < read.length; ++i) {
            IUiPoolDataProvider36.EModeCategory memory from = read[i].eMode;
            modes[i] = Emode({
                id: read[i].id,
                eMode: EModeCategory({
                    ltv: from.ltv,
                    liquidationThreshold: from.liquidationThreshold,
                    liquidationBonus: from.liquidationBonus,
                    collateralBitmap: from.collateralBitmap,
                    isolated: false,
                    label: from.label,
                    borrowableBitmap: from.borrowableBitmap,
                    ltvzeroBitmap: from.ltvzeroBitmap
                })
            });
        }
    }
}
