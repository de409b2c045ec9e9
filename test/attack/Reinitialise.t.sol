// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import {ERC1967Utils} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {IVaultTypes} from "contracts/interfaces/IVaultTypes.sol";
import {IVaultUnderTest} from "test/support/IVaultUnderTest.sol";
import {VaultFixture} from "test/support/VaultFixture.sol";

/// @notice Front-run initialiser and re-initialise: eve wants to be the one who names authority, oracle and the account that the seed is taken from.
contract ReinitialiseTest is VaultFixture {
    bytes32 private constant INITIALIZABLE_SLOT = 0xf0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00;

    /// @dev Hers in everything: alice has approved the vault for all she has, as depositors do.
    function _eves() private returns (IVaultTypes.InitParams memory params) {
        _fund(alice, 50e18);
        params = _initParams();
        (params.authority, params.seedFrom, params.seedAssets) = (eve, alice, 50e18);
    }

    function _expectLocked(address target, IVaultTypes.InitParams memory params) private {
        address[4] memory callers = [eve, owner, address(manager), target];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(Initializable.InvalidInitialization.selector);
            vm.prank(callers[i]);
            IVaultUnderTest(target).initialize(params);
        }
        assertEq(lst.balanceOf(alice), 50e18, "victim's loss");
    }

    /// @dev There is no moment in between: the proxy is initialised in the transaction, and the very constructor, that makes it.
    function test_TheProxyIsBornInitialised() public {
        IVaultTypes.InitParams memory params = _eves();
        IVaultUnderTest made = _deployVault(_initParams(), keccak256("another"));
        _expectLocked(address(made), params);
        assertEq(made.authority(), address(manager));
        assertEq(uint256(vm.load(address(made), INITIALIZABLE_SLOT)), 1, "version one, and not in the middle of it");
    }

    function test_PartsAndImplementationAreLocked() public {
        IVaultTypes.InitParams memory params = _eves();
        address governance = vm.deployCode("VaultGovernance.sol:VaultGovernance");
        address operations = vm.deployCode("VaultOperations.sol:VaultOperations", abi.encode(governance));
        address implementation = vm.deployCode("LstVault.sol:LstVault", abi.encode(operations));
        _expectLocked(governance, params);
        _expectLocked(operations, params);
        _expectLocked(implementation, params);
        assertEq(uint64(uint256(vm.load(implementation, INITIALIZABLE_SLOT))), type(uint64).max, "locked for ever");
    }

    function test_NorAfterAnUpgrade() public {
        IVaultTypes.InitParams memory params = _eves();
        address next = _deployImplementation();
        vm.prank(owner);
        vault.upgradeToAndCall(next, "");
        _expectLocked(address(vault), params);
    }

    /// @dev Not even the upgrader, in the call that an upgrade makes.
    function test_NorInTheCallOfAnUpgrade() public {
        IVaultTypes.InitParams memory params = _eves();
        address next = _deployImplementation();
        bytes32 before = vm.load(address(vault), ERC1967Utils.IMPLEMENTATION_SLOT);
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        vm.prank(owner);
        vault.upgradeToAndCall(next, abi.encodeCall(IVaultUnderTest.initialize, (params)));
        assertEq(vm.load(address(vault), ERC1967Utils.IMPLEMENTATION_SLOT), before);
    }

    /// @dev The seed's approval goes to an address that has no code yet: whoever sends something there or makes a proxy of his own gets none of it.
    function test_TheSeedsApprovalIsOfUseToTheProxyAlone() public {
        address implementation = _deployImplementation();
        lst.mint(alice, SEED);
        vm.prank(alice);
        lst.approve(makeAddr("where the proxy will be"), SEED);
        IVaultTypes.InitParams memory params = _initParams();
        (params.seedFrom, params.authority) = (alice, eve);
        bytes memory init = abi.encodeCall(IVaultUnderTest.initialize, (params));
        vm.expectRevert();
        new ERC1967Proxy(implementation, init);
        assertEq(lst.balanceOf(alice), SEED);
    }
}
