// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/interfaces/IERC20.sol";
import {ILstVault} from "contracts/interfaces/ILstVault.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";

/// @notice A thief who holds the keeper key and a flash loan: he enters, runs a batch and leaves in one transaction.
contract FlashKeeper {
    ILstVault private immutable VAULT;

    constructor(address vault) {
        VAULT = ILstVault(vault);
    }

    function enterAndRun(uint256 assets, IVaultTypes.Action[] calldata actions, IVaultTypes.BatchTerms calldata terms)
        public
    {
        IERC20(VAULT.asset()).approve(address(VAULT), assets);
        VAULT.deposit(assets, address(this));
        VAULT.rebalance(actions, terms);
    }

    function enterRunAndLeave(
        uint256 assets,
        IVaultTypes.Action[] calldata actions,
        IVaultTypes.BatchTerms calldata terms
    ) external {
        enterAndRun(assets, actions, terms);
        VAULT.redeem(VAULT.maxRedeem(address(this)), address(this), address(this));
    }
}
